package org.idem.ui.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.idem.core.Problem;
import org.idem.ui.Ids;

/** Shows the problems of a config as markers: in its editor, in the explorer and in the Problems view. */
final class ConfigMarkers {
    private ConfigMarkers() {}

    /** Makes the file's markers those of the problems, each once; does nothing if they already are. */
    static void show(IFile file, String text, List<Problem> problems) throws CoreException {
        IDocument document = new Document(text);
        List<Map<String, Object>> wanted = new ArrayList<>();
        problems.stream()
                .map(problem -> attributes(document, problem))
                .distinct()
                .forEach(wanted::add);
        IMarker[] present = file.findMarkers(Ids.CONFIG_PROBLEM, false, IResource.DEPTH_ZERO);
        if (same(present, wanted)) {
            return;
        }
        file.deleteMarkers(Ids.CONFIG_PROBLEM, false, IResource.DEPTH_ZERO);
        for (Map<String, Object> attributes : wanted) {
            file.createMarker(Ids.CONFIG_PROBLEM, attributes);
        }
    }

    private static boolean same(IMarker[] present, List<Map<String, Object>> wanted) throws CoreException {
        if (present.length != wanted.size()) {
            return false;
        }
        for (int i = 0; i < present.length; i++) {
            if (!wanted.get(i).equals(present[i].getAttributes())) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Object> attributes(IDocument document, Problem problem) {
        Map<String, Object> attributes = new HashMap<>();
        boolean error = problem.severity() == Problem.Severity.ERROR;
        attributes.put(IMarker.SEVERITY, error ? IMarker.SEVERITY_ERROR : IMarker.SEVERITY_WARNING);
        attributes.put(IMarker.MESSAGE, message(problem));
        int line = Math.max(1, problem.line());
        attributes.put(IMarker.LINE_NUMBER, line);
        attributes.put(IMarker.LOCATION, "line " + line);
        try {
            IRegion region = document.getLineInformation(line - 1);
            int start = region.getOffset() + Math.min(region.getLength(), Math.max(0, problem.column() - 1));
            attributes.put(IMarker.CHAR_START, start);
            attributes.put(IMarker.CHAR_END, end(document, region, start));
        } catch (BadLocationException e) {
            attributes.remove(IMarker.CHAR_START);
        }
        return attributes;
    }

    /** The end of the key or value that begins at {@code start}. */
    private static int end(IDocument document, IRegion line, int start) throws BadLocationException {
        String rest = document.get(start, line.getOffset() + line.getLength() - start);
        int comment = rest.indexOf(" #");
        String marked = (comment > 0 ? rest.substring(0, comment) : rest).stripTrailing();
        int colon = marked.indexOf(':');
        return start + Math.max(0, colon > 0 ? colon : marked.length());
    }

    private static String message(Problem problem) {
        String key = problem.key().isEmpty() ? "" : problem.key() + ": ";
        return key + problem.message() + (problem.remedy().isEmpty() ? "" : " — " + problem.remedy());
    }
}
