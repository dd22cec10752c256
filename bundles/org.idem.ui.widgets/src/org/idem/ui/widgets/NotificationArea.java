package org.idem.ui.widgets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;

/**
 * The lower right corner of a window, where it tells what happened while its user looked elsewhere: a few sentences that
 * never take the focus, go by themselves unless the pointer rests on them, and lead to what they are about. UI thread only.
 */
public final class NotificationArea {
    private static final int MOST = 3;
    private static final int WIDTH = 360;
    private static final int GAP = 8;
    private static final int ABOVE_STATUS_LINE = 36;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int STAYS = 12;
    private static final String TICKS = "ticks";

    /**
     * What is told.
     *
     * @param title what happened, in few words
     * @param message where, and with what result
     * @param icon of what happened
     * @param link what the link does, as a command
     * @param open shows what it is about
     */
    public record Notice(String title, String message, ImageDescriptor icon, String link, Runnable open) {}

    private final Shell window;
    private final UiUpdateQueue updates;
    private final List<Shell> shown = new ArrayList<>();

    /** The corner of a window, with nothing to tell yet. */
    public NotificationArea(Shell window, UiUpdateQueue updates) {
        this.window = window;
        this.updates = updates;
        window.addListener(SWT.Resize, event -> place());
        window.addListener(SWT.Move, event -> place());
    }

    /** Tells something; of more than three the oldest goes. */
    public void show(Notice notice) {
        while (shown.size() >= MOST) {
            shown.get(0).dispose();
        }
        Shell shell = new Shell(window, SWT.NO_TRIM | SWT.TOOL | SWT.NO_FOCUS | SWT.ON_TOP);
        shell.setText(notice.title());
        fill(shell, notice);
        shown.add(shell);
        shell.addListener(SWT.Dispose, event -> {
            shown.remove(shell);
            place();
        });
        place();
        // Not open(): that would activate it.
        shell.setVisible(true);
        updates.runEvery(TICK, shell, () -> tick(shell));
    }

    private static void fill(Shell shell, Notice notice) {
        GridLayoutFactory.fillDefaults()
                .numColumns(2)
                .margins(12, 10)
                .spacing(8, 4)
                .applyTo(shell);
        LocalResourceManager images = new LocalResourceManager(JFaceResources.getResources(), shell);
        Label icon = new Label(shell, SWT.NONE);
        icon.setImage(images.create(notice.icon()));
        Label title = new Label(shell, SWT.NONE);
        title.setText(notice.title().replace("&", "&&"));
        title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(title);
        Label message = new Label(shell, SWT.WRAP);
        message.setText(notice.message().replace("&", "&&"));
        GridDataFactory.fillDefaults()
                .span(2, 1)
                .grab(true, false)
                .hint(WIDTH - 2 * 12, SWT.DEFAULT)
                .applyTo(message);
        addLinks(shell, notice);
        Colors.follow(shell, () -> recolor(shell));
        shell.addListener(SWT.Paint, event -> frame(shell, event.gc));
    }

    private static void addLinks(Shell shell, Notice notice) {
        Composite row = new Composite(shell, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 0).applyTo(row);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(row);
        Link open = new Link(row, SWT.NONE);
        open.setText("<a>" + notice.link() + "</a>");
        open.addListener(SWT.Selection, event -> {
            shell.dispose();
            notice.open().run();
        });
        Link close = new Link(row, SWT.NONE);
        close.setText("<a>Close</a>");
        close.addListener(SWT.Selection, event -> shell.dispose());
    }

    private static void recolor(Shell shell) {
        for (Control child : shell.getChildren()) {
            if (child instanceof Composite row) {
                for (Control link : row.getChildren()) {
                    ((Link) link).setLinkForeground(Colors.link(shell));
                }
            }
        }
    }

    private static void frame(Shell shell, GC gc) {
        Rectangle client = shell.getClientArea();
        gc.setForeground(Colors.quiet(shell));
        gc.drawRectangle(0, 0, client.width - 1, client.height - 1);
    }

    private void tick(Shell shell) {
        boolean pointed = shell.getBounds().contains(shell.getDisplay().getCursorLocation());
        int ticks = pointed ? 0 : 1 + (shell.getData(TICKS) instanceof Integer before ? before : 0);
        shell.setData(TICKS, ticks);
        if (ticks >= STAYS) {
            shell.dispose();
        }
    }

    /** The latest stands lowest. */
    private void place() {
        if (window.isDisposed()) {
            return;
        }
        Rectangle area = window.getClientArea();
        Point corner = window.toDisplay(area.x + area.width - GAP, area.y + area.height - ABOVE_STATUS_LINE);
        int bottom = corner.y;
        for (int i = shown.size() - 1; i >= 0; i--) {
            Shell shell = shown.get(i);
            Point size = shell.computeSize(WIDTH, SWT.DEFAULT);
            shell.setBounds(corner.x - size.x, bottom - size.y, size.x, size.y);
            bottom -= size.y + GAP;
        }
    }
}
