package org.idem.ui.run;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.presentation.IPresentationReconciler;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.jface.text.source.SourceViewer;
import org.eclipse.jface.text.source.SourceViewerConfiguration;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.ui.config.ConfigHighlighting;

/** The config as it counts in the run: defaults and overrides included. It never changes. */
final class ConfigPage implements RunPage {
    private final SourceViewer viewer;

    ConfigPage(Composite parent) {
        viewer = new SourceViewer(parent, null, SWT.V_SCROLL | SWT.H_SCROLL | SWT.MULTI);
        viewer.configure(new Highlighted());
        viewer.setEditable(false);
        viewer.getTextWidget().setFont(JFaceResources.getTextFont());
        viewer.getTextWidget().setMargins(8, 4, 8, 4);
        viewer.setDocument(new Document());
    }

    @Override
    public String title() {
        return "Config";
    }

    @Override
    public Control control() {
        return viewer.getControl();
    }

    @Override
    public void show(RunSnapshot snapshot) {
        // The text comes once, by setText.
    }

    void setText(String yaml) {
        viewer.getDocument().set(yaml);
    }

    private static final class Highlighted extends SourceViewerConfiguration {
        @Override
        public IPresentationReconciler getPresentationReconciler(ISourceViewer source) {
            return new ConfigHighlighting();
        }
    }
}
