package org.idem.ui.config;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.ISourceViewer;
import org.idem.config.schema.Schema;

/** What is wrong at a place of a config, and on a key what it means, from the schema. */
public final class ConfigHover implements ITextHover {
    @Override
    public String getHoverInfo(ITextViewer viewer, IRegion region) {
        Set<String> parts = new LinkedHashSet<>(problems(viewer, region));
        IDocument document = viewer.getDocument();
        if (isOnKey(document, region.getOffset())) {
            YamlCursor cursor = YamlCursor.at(document.get(), region.getOffset());
            Schema.find(cursor.path()).map(SchemaText::of).ifPresent(parts::add);
        }
        return parts.isEmpty() ? null : String.join("\n\n", parts);
    }

    private static Set<String> problems(ITextViewer viewer, IRegion region) {
        Set<String> found = new LinkedHashSet<>();
        IAnnotationModel model = viewer instanceof ISourceViewer source ? source.getAnnotationModel() : null;
        if (model == null) {
            return found;
        }
        for (Iterator<Annotation> all = model.getAnnotationIterator(); all.hasNext(); ) {
            Annotation annotation = all.next();
            Position position = model.getPosition(annotation);
            boolean here = position != null
                    && position.getOffset() <= region.getOffset() + region.getLength()
                    && region.getOffset() <= position.getOffset() + position.getLength();
            if (here && !annotation.isMarkedDeleted() && annotation.getText() != null) {
                found.add(annotation.getText());
            }
        }
        return found;
    }

    private static boolean isOnKey(IDocument document, int offset) {
        try {
            IRegion line = document.getLineInformationOfOffset(offset);
            String text = document.get(line.getOffset(), line.getLength());
            int colon = text.indexOf(':');
            return colon > 0
                    && offset - line.getOffset() <= colon
                    && !text.strip().startsWith("#");
        } catch (BadLocationException e) {
            return false;
        }
    }

    /** The key or the value around the place; never null, since the platform asks for a text all the same. */
    @Override
    public IRegion getHoverRegion(ITextViewer viewer, int offset) {
        IDocument document = viewer.getDocument();
        try {
            IRegion line = document.getLineInformationOfOffset(offset);
            String text = document.get(line.getOffset(), line.getLength());
            int at = offset - line.getOffset();
            int from = at;
            int to = at;
            while (from > 0 && isPartOfWord(text.charAt(from - 1))) {
                from--;
            }
            while (to < text.length() && isPartOfWord(text.charAt(to))) {
                to++;
            }
            return new Region(line.getOffset() + from, to - from);
        } catch (BadLocationException e) {
            return new Region(Math.max(0, Math.min(offset, document.getLength())), 0);
        }
    }

    private static boolean isPartOfWord(char c) {
        return !Character.isWhitespace(c) && "[]{},:\"'#".indexOf(c) < 0;
    }
}
