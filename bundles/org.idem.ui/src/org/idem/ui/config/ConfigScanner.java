package org.idem.ui.config;

import java.util.regex.Pattern;
import org.eclipse.jface.text.TextAttribute;
import org.eclipse.jface.text.rules.EndOfLineRule;
import org.eclipse.jface.text.rules.ICharacterScanner;
import org.eclipse.jface.text.rules.IRule;
import org.eclipse.jface.text.rules.IToken;
import org.eclipse.jface.text.rules.RuleBasedScanner;
import org.eclipse.jface.text.rules.SingleLineRule;
import org.eclipse.jface.text.rules.Token;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;

/** Tells keys, numbers, words, strings and comments of YAML apart. */
final class ConfigScanner extends RuleBasedScanner {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d[\\d_]*)?\\.?\\d+([eE][-+]?\\d+)?");
    private static final Pattern WORD = Pattern.compile("true|false|True|False|null|None|auto|~");

    private final IToken plain = new Token(null);
    private boolean dark;

    ConfigScanner() {
        setRules(
                new EndOfLineRule("#", new Themed(0x4F7A4F, 0x8DB98D)),
                new SingleLineRule("\"", "\"", new Themed(0x8A3B12, 0xE0A070), '\\'),
                new SingleLineRule("'", "'", new Themed(0x8A3B12, 0xE0A070)),
                new WordsRule(new Themed(0x0B5CA8, 0x7CC0F5), new Themed(0x7A3E9D, 0xD3A4E8)));
    }

    /** Takes colours for this background; returns whether they differ from before. */
    boolean useBackground(RGB background) {
        boolean now = 0.2126 * background.red + 0.7152 * background.green + 0.0722 * background.blue < 110;
        boolean changed = now != dark;
        dark = now;
        return changed;
    }

    private final class Themed extends Token {
        private final TextAttribute onLight;
        private final TextAttribute onDark;

        Themed(int onLight, int onDark) {
            super(null);
            this.onLight = new TextAttribute(color(onLight));
            this.onDark = new TextAttribute(color(onDark));
        }

        @Override
        public Object getData() {
            return dark ? onDark : onLight;
        }
    }

    private static Color color(int rgb) {
        return new Color(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }

    /** Reads a run of non-blank characters: a key if a colon ends it, else a number, a word or plain text. */
    private final class WordsRule implements IRule {
        private final IToken key;
        private final IToken literal;

        WordsRule(IToken key, IToken literal) {
            this.key = key;
            this.literal = literal;
        }

        @Override
        public IToken evaluate(ICharacterScanner source) {
            StringBuilder word = new StringBuilder();
            int c = source.read();
            while (c != ICharacterScanner.EOF && !Character.isWhitespace(c) && "[]{},\"'".indexOf(c) < 0) {
                word.append((char) c);
                if (c == ':' && isBlank(peek(source))) {
                    return afterColon(source, word.length());
                }
                c = source.read();
            }
            if (word.isEmpty()) {
                return c == ICharacterScanner.EOF ? Token.EOF : plain;
            }
            source.unread();
            return NUMBER.matcher(word).matches() || WORD.matcher(word).matches() ? literal : plain;
        }

        /** The colon itself is plain; alone it is a token, so that every token is at least one character. */
        private IToken afterColon(ICharacterScanner source, int length) {
            if (length == 1) {
                return plain;
            }
            source.unread();
            return key;
        }

        private int peek(ICharacterScanner source) {
            int next = source.read();
            source.unread();
            return next;
        }

        private boolean isBlank(int c) {
            return c == ICharacterScanner.EOF || Character.isWhitespace(c);
        }
    }
}
