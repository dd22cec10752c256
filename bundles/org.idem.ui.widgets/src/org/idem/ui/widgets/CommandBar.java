package org.idem.ui.widgets;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

/**
 * A bar of commands, each with an icon and a word. Themes colour the words of a tool bar once for all of its items, so
 * that one that is off would look like one that is on: here it is quieter, whatever a theme does to it later. UI thread
 * only.
 */
public final class CommandBar {
    private final ToolBar bar;
    private final LocalResourceManager images;

    /** An empty bar. */
    public CommandBar(Composite parent) {
        bar = new ToolBar(parent, SWT.FLAT | SWT.RIGHT);
        images = new LocalResourceManager(JFaceResources.getResources(), bar);
        Colors.follow(bar, this::recolor);
        bar.addListener(SWT.Paint, event -> recolor());
    }

    /** The widget to lay out. */
    public ToolBar control() {
        return bar;
    }

    /**
     * Adds a command.
     *
     * @param icon shown while it is on
     * @param disabledIcon shown while it is off
     * @param toolTip what it does, in a sentence; null for nothing
     */
    public ToolItem add(
            String word, ImageDescriptor icon, ImageDescriptor disabledIcon, String toolTip, Runnable action) {
        ToolItem item = new ToolItem(bar, SWT.PUSH);
        item.setText(word);
        item.setImage(images.create(icon));
        item.setDisabledImage(images.create(disabledIcon));
        item.setToolTipText(toolTip);
        item.addListener(SWT.Selection, event -> action.run());
        return item;
    }

    /** Turns a command on or off. */
    public void enable(ToolItem item, boolean enabled) {
        if (item.getEnabled() != enabled) {
            item.setEnabled(enabled);
        }
        recolor(item);
    }

    private void recolor() {
        for (ToolItem item : bar.getItems()) {
            recolor(item);
        }
    }

    private void recolor(ToolItem item) {
        Color word = item.getEnabled() ? bar.getForeground() : Colors.disabled(bar);
        if (!word.equals(item.getForeground())) {
            item.setForeground(word);
        }
    }
}
