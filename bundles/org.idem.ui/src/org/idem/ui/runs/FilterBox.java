package org.idem.ui.runs;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.fieldassist.IContentProposalProvider;
import org.eclipse.jface.fieldassist.IControlContentAdapter;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.idem.run.query.QueryCompletion;
import org.idem.ui.widgets.Colors;

/** The filter above the table of runs: a condition with completion, how many runs fit, and what is wrong with it. UI thread only. */
final class FilterBox {
    private static final int MOST_SHOWN = 12;
    private static final int PROPOSAL_HEIGHT = 20;

    private final Composite box;
    private final Text text;
    private final Label count;
    private final Label problem;
    private QueryCompletion completion = new QueryCompletion(List.of());

    FilterBox(Composite parent, Consumer<String> changed) {
        box = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults()
                .numColumns(2)
                .margins(4, 4)
                .spacing(8, 4)
                .applyTo(box);
        text = new Text(box, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        text.setMessage("Filter: lr<0.1 and loss.best<5");
        text.setToolTipText(
                "A condition such as lr<0.1 and loss.last<5 and Model.name=IResNet50 and not tag:old, or a word"
                        + " of names, tags and notes; Ctrl+Space completes");
        text.addModifyListener(event -> changed.accept(text.getText()));
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(text);
        count = new Label(box, SWT.NONE);
        problem = new Label(box, SWT.WRAP);
        GridDataFactory.fillDefaults()
                .span(2, 1)
                .grab(true, false)
                .exclude(true)
                .applyTo(problem);
        Colors.follow(box, () -> count.setForeground(Colors.quiet(box)));
        complete();
    }

    private void complete() {
        IContentProposalProvider provider = (contents, position) ->
                completion.at(contents.substring(0, Math.min(position, contents.length()))).stream()
                        .map(Offered::new)
                        .toArray(IContentProposal[]::new);
        ContentProposalAdapter adapter =
                new ContentProposalAdapter(text, new Inserting(), provider, KeyStroke.getInstance(SWT.MOD1, ' '), null);
        adapter.setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_INSERT);
        adapter.setPopupSize(new org.eclipse.swt.graphics.Point(260, MOST_SHOWN * PROPOSAL_HEIGHT));
    }

    Composite control() {
        return box;
    }

    boolean setFocus() {
        return text.setFocus();
    }

    /** What there is to complete with from now on. */
    void setCompletion(QueryCompletion newCompletion) {
        completion = newCompletion;
    }

    /** Says how many runs fit, and what is wrong with the condition; empty for nothing. */
    void show(String fitting, String wrong) {
        count.setText(fitting);
        boolean changed = !problem.getText().equals(wrong);
        problem.setText(wrong);
        problem.setVisible(!wrong.isEmpty());
        ((GridData) problem.getLayoutData()).exclude = wrong.isEmpty();
        text.setToolTipText(wrong.isEmpty() ? text.getToolTipText() : wrong);
        if (changed) {
            problem.setForeground(wrong.isEmpty() ? null : CurvePainter.color(box, 1));
        }
        box.requestLayout();
        box.layout(new Control[] {count, problem});
    }

    /** A proposal that knows what it takes the place of. */
    private record Offered(QueryCompletion.Proposal proposal) implements IContentProposal {
        @Override
        public String getContent() {
            return proposal.text();
        }

        @Override
        public int getCursorPosition() {
            return proposal.text().length();
        }

        @Override
        public String getLabel() {
            return proposal.text();
        }

        @Override
        public String getDescription() {
            return null;
        }
    }

    /** Puts a proposal in place of the word that is being written. */
    private final class Inserting extends TextContentAdapter implements IControlContentAdapter {
        @Override
        public void insertControlContents(Control control, String contents, int cursor) {
            String now = text.getText();
            int caret = Math.min(text.getCaretPosition(), now.length());
            int start = completion.at(now.substring(0, caret)).stream()
                    .filter(one -> one.text().equals(contents))
                    .mapToInt(QueryCompletion.Proposal::start)
                    .findFirst()
                    .orElse(caret);
            text.setText(now.substring(0, start) + contents + now.substring(caret));
            text.setSelection(start + contents.length());
        }
    }
}
