package org.idem.ui.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.TextViewer;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Ctrl+Space offers in a config, and what taking an offer does. */
class ConfigAssistTest {
    private Shell shell;
    private ITextViewer viewer;

    @BeforeEach
    void open() {
        shell = new Shell(Display.getCurrent());
        viewer = new TextViewer(shell, SWT.MULTI);
    }

    @AfterEach
    void close() {
        shell.dispose();
    }

    @Test
    void keysOfTheSectionAreOffered() {
        List<String> offered = words(offers("Global:\n  print_|"));
        assertTrue(offered.stream().anyMatch(one -> one.startsWith("print_batch_step")), offered.toString());
        assertTrue(offered.stream().allMatch(one -> one.startsWith("print_")), offered.toString());
    }

    @Test
    void theChoicesOfAValueAreOffered() {
        List<String> offered = words(offers("Global:\n  eval_unit: |"));
        assertTrue(offered.containsAll(List.of("epoch", "step")), offered.toString());
        assertEquals(List.of("True", "False"), words(offers("Global:\n  eval_during_train: |")));
    }

    @Test
    void whatIsTakenReplacesWhatWasTyped() {
        ICompletionProposal first = offers("Global:\n  print_batch|")[0];
        first.apply(viewer.getDocument());
        assertEquals("Global:\n  print_batch_step: ", viewer.getDocument().get());
    }

    /** The offers at the bar in a text. */
    private ICompletionProposal[] offers(String text) {
        int at = text.indexOf('|');
        viewer.setDocument(new Document(text.replace("|", "")));
        return new ConfigAssist().computeCompletionProposals(viewer, at);
    }

    private static List<String> words(ICompletionProposal... offers) {
        return Arrays.stream(offers).map(ICompletionProposal::getDisplayString).toList();
    }
}
