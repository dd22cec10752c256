package org.idem.ui.config;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Region;
import org.idem.config.schema.Schema;

/** What a key means, from the schema. */
public final class ConfigHover implements ITextHover {
    @Override
    public String getHoverInfo(ITextViewer viewer, IRegion region) {
        String text = viewer.getDocument().get();
        YamlCursor cursor = YamlCursor.at(text, region.getOffset());
        return Schema.find(cursor.path()).map(SchemaText::of).orElse(null);
    }

    @Override
    public IRegion getHoverRegion(ITextViewer viewer, int offset) {
        IDocument document = viewer.getDocument();
        try {
            IRegion line = document.getLineInformationOfOffset(offset);
            String text = document.get(line.getOffset(), line.getLength());
            int colon = text.indexOf(':');
            boolean onKey = colon > 0
                    && offset - line.getOffset() <= colon
                    && !text.strip().startsWith("#");
            int start = text.length() - text.stripLeading().length();
            return onKey ? new Region(line.getOffset() + start, colon - start) : null;
        } catch (BadLocationException e) {
            return null;
        }
    }
}
