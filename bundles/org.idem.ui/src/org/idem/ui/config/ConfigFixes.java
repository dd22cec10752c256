package org.idem.ui.config;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.core.filebuffers.ITextFileBuffer;
import org.eclipse.core.filebuffers.LocationKind;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IMarkerResolutionGenerator2;

/** Offers what the remedy of a config's problem says as changes of its text. */
public final class ConfigFixes implements IMarkerResolutionGenerator2 {
    private static final Pattern MEANT = Pattern.compile("did you mean ([\\w+-]+(?:\\.\\d+)?)\\?");
    private static final Pattern SET = Pattern.compile("set [\\w.]*?(\\w+) to (\\S+)");
    private static final Pattern REMOVE = Pattern.compile("(?:^|— )remove (?:it|the key)\\b");
    private static final Pattern NO_FILE = Pattern.compile("There is no \\S*[./]\\S");
    private static final int MOST_FILES = 5;

    @Override
    public boolean hasResolutions(IMarker marker) {
        return getResolutions(marker).length > 0;
    }

    @Override
    public IMarkerResolution[] getResolutions(IMarker marker) {
        String message = marker.getAttribute(IMarker.MESSAGE, "");
        int start = marker.getAttribute(IMarker.CHAR_START, -1);
        int end = marker.getAttribute(IMarker.CHAR_END, -1);
        List<IMarkerResolution> fixes = new ArrayList<>();
        if (start < 0 || end < start) {
            return new IMarkerResolution[0];
        }
        Matcher meant = MEANT.matcher(message);
        if (meant.find()) {
            String word = meant.group(1);
            fixes.add(new ConfigFix("Change to " + word, document -> document.replace(start, end - start, word)));
        }
        Matcher set = SET.matcher(message);
        if (set.find()) {
            String value = set.group(2);
            fixes.add(new ConfigFix(
                    "Set " + set.group(1) + " to " + value, document -> setValue(document, start, value)));
        }
        if (NO_FILE.matcher(message).find()) {
            for (String file : existing(marker, lineValue(marker))) {
                fixes.add(new ConfigFix("Change to " + file, document -> setValue(document, start, file)));
            }
        }
        if (REMOVE.matcher(message).find()) {
            fixes.add(new ConfigFix("Remove the key", document -> removeEntry(document, start)));
        }
        return fixes.toArray(IMarkerResolution[]::new);
    }

    /** Puts a value behind the colon of the line; a comment behind it stays. */
    private static void setValue(IDocument document, int offset, String value) throws BadLocationException {
        IRegion line = document.getLineInformationOfOffset(offset);
        String text = document.get(line.getOffset(), line.getLength());
        int colon = text.indexOf(':');
        if (colon < 0) {
            return;
        }
        int comment = text.indexOf(" #", colon);
        String rest = comment < 0 ? "" : " " + text.substring(comment).strip();
        int from = line.getOffset() + colon + 1;
        document.replace(from, text.length() - colon - 1, " " + value + rest);
    }

    /** Removes the line of a key and the lines that belong to it, which are those indented more. */
    private static void removeEntry(IDocument document, int offset) throws BadLocationException {
        int first = document.getLineOfOffset(offset);
        int indent = indent(document, first);
        int after = first + 1;
        while (after < document.getNumberOfLines() && (isBlank(document, after) || indent(document, after) > indent)) {
            after++;
        }
        while (after > first + 1 && isBlank(document, after - 1)) {
            after--;
        }
        int from = document.getLineOffset(first);
        int to = after < document.getNumberOfLines() ? document.getLineOffset(after) : document.getLength();
        document.replace(from, to - from, "");
    }

    private static boolean isBlank(IDocument document, int line) throws BadLocationException {
        return document.get(document.getLineOffset(line), document.getLineLength(line))
                .isBlank();
    }

    private static int indent(IDocument document, int line) throws BadLocationException {
        String text = document.get(document.getLineOffset(line), document.getLineLength(line));
        return text.length() - text.stripLeading().length();
    }

    /** What the marked line gives as its value: in the editor's text, where it is open in one. */
    private static String lineValue(IMarker marker) {
        int line = marker.getAttribute(IMarker.LINE_NUMBER, 1) - 1;
        ITextFileBuffer buffer = FileBuffers.getTextFileBufferManager()
                .getTextFileBuffer(marker.getResource().getFullPath(), LocationKind.IFILE);
        try {
            String text = buffer == null ? savedLine(marker, line) : line(buffer.getDocument(), line);
            String value = text.substring(text.indexOf(':') + 1).replaceAll(" #.*", "");
            return value.strip().replaceAll("^[\"']|[\"']$", "");
        } catch (IOException | BadLocationException e) {
            ILog.get().warn("Not read: " + marker.getResource(), e);
            return "";
        }
    }

    private static String line(IDocument document, int line) throws BadLocationException {
        return line < document.getNumberOfLines()
                ? document.get(document.getLineOffset(line), document.getLineLength(line))
                : "";
    }

    private static String savedLine(IMarker marker, int line) throws IOException {
        List<String> lines =
                Files.readAllLines(marker.getResource().getLocation().toPath());
        return line < lines.size() ? lines.get(line) : "";
    }

    /** Files of the same ending that the workspace knows, relative to the folder; images and runs are none of them. */
    private static List<String> existing(IMarker marker, String missing) {
        String name = missing.substring(missing.lastIndexOf('/') + 1);
        String ending = name.contains(".") ? name.substring(name.lastIndexOf('.')) : name;
        List<String> found = new ArrayList<>();
        if (ending.isEmpty()) {
            return found;
        }
        try {
            marker.getResource().getProject().accept(resource -> {
                if (resource.getType() == IResource.FILE && resource.getName().endsWith(ending)) {
                    found.add(resource.getProjectRelativePath()
                            .removeFirstSegments(1)
                            .toString());
                }
                return found.size() < MOST_FILES;
            });
        } catch (CoreException e) {
            ILog.get().log(e.getStatus());
        }
        return found;
    }
}
