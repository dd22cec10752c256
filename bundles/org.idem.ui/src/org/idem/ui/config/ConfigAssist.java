package org.idem.ui.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.contentassist.CompletionProposal;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.IContentAssistProcessor;
import org.eclipse.jface.text.contentassist.IContextInformation;
import org.eclipse.jface.text.contentassist.IContextInformationValidator;
import org.idem.config.schema.Schema;
import org.idem.config.schema.SchemaKey;

/** Proposes the keys of a section and the values of a key, from the schema. */
public final class ConfigAssist implements IContentAssistProcessor {
    @Override
    public ICompletionProposal[] computeCompletionProposals(ITextViewer viewer, int offset) {
        YamlCursor cursor = YamlCursor.at(viewer.getDocument().get(), offset);
        List<ICompletionProposal> proposals = cursor.inValue() ? values(cursor, offset) : keys(cursor, offset);
        return proposals.toArray(ICompletionProposal[]::new);
    }

    private static List<ICompletionProposal> keys(YamlCursor cursor, int offset) {
        List<ICompletionProposal> proposals = new ArrayList<>();
        for (SchemaKey key : Schema.children(cursor.parent())) {
            if (startsWith(key.name(), cursor.typed())) {
                String text = key.name() + ": ";
                proposals.add(proposal(text, key.name() + "  —  " + key.help(), cursor, offset, key));
            }
        }
        return proposals;
    }

    private static List<ICompletionProposal> values(YamlCursor cursor, int offset) {
        List<ICompletionProposal> proposals = new ArrayList<>();
        Schema.find(cursor.path()).ifPresent(key -> {
            for (String value : valuesOf(key)) {
                if (startsWith(value, cursor.typed())) {
                    proposals.add(proposal(value, value, cursor, offset, key));
                }
            }
        });
        return proposals;
    }

    private static List<String> valuesOf(SchemaKey key) {
        if (!key.choices().isEmpty()) {
            return key.choices();
        }
        if (key.type().startsWith("bool") || key.type().contains("true")) {
            return List.of("True", "False");
        }
        return key.required() || key.defaultValue().isEmpty() ? List.of() : List.of(key.defaultValue());
    }

    private static boolean startsWith(String word, String typed) {
        return word.toLowerCase(Locale.ROOT).startsWith(typed.strip().toLowerCase(Locale.ROOT));
    }

    private static CompletionProposal proposal(
            String text, String shown, YamlCursor cursor, int offset, SchemaKey key) {
        int replaced = offset - cursor.start();
        return new CompletionProposal(
                text, cursor.start(), replaced, text.length(), null, shown, null, SchemaText.of(key));
    }

    @Override
    public IContextInformation[] computeContextInformation(ITextViewer viewer, int offset) {
        return new IContextInformation[0];
    }

    @Override
    public char[] getCompletionProposalAutoActivationCharacters() {
        return new char[0];
    }

    @Override
    public char[] getContextInformationAutoActivationCharacters() {
        return new char[0];
    }

    @Override
    public String getErrorMessage() {
        return null;
    }

    @Override
    public IContextInformationValidator getContextInformationValidator() {
        return null;
    }
}
