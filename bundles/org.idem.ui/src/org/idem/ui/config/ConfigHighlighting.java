package org.idem.ui.config;

import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.presentation.PresentationReconciler;
import org.eclipse.jface.text.rules.DefaultDamagerRepairer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.idem.ui.widgets.UiUpdateQueue;

/** Colours keys, values and comments for the background that they stand on, and again when the theme changes. */
public final class ConfigHighlighting extends PresentationReconciler {
    private final ConfigScanner scanner = new ConfigScanner();

    /** For one viewer. */
    public ConfigHighlighting() {
        DefaultDamagerRepairer repairer = new DefaultDamagerRepairer(scanner);
        setDamager(repairer, IDocument.DEFAULT_CONTENT_TYPE);
        setRepairer(repairer, IDocument.DEFAULT_CONTENT_TYPE);
    }

    @Override
    public void install(ITextViewer viewer) {
        super.install(viewer);
        StyledText text = viewer.getTextWidget();
        UiUpdateQueue updates = new UiUpdateQueue(text.getDisplay());
        scanner.useBackground(text.getBackground().getRGB());
        text.addListener(SWT.Paint, event -> {
            if (scanner.useBackground(text.getBackground().getRGB())) {
                updates.runAsync(() -> refresh(viewer));
            }
        });
    }

    private static void refresh(ITextViewer viewer) {
        if (viewer.getTextWidget() != null && !viewer.getTextWidget().isDisposed()) {
            viewer.invalidateTextPresentation();
        }
    }
}
