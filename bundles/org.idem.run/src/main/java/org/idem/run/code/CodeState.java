package org.idem.run.code;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The code in a repository at one moment.
 *
 * @param commit hash of the commit that is checked out; empty in a repository without one
 * @param branch its name; empty where none is checked out
 * @param patch what is changed since that commit, as {@code git diff} says it; cut where it is very long
 * @param patchSha256 of the whole patch, in hexadecimal; empty where nothing is changed
 * @param untracked files that git does not know, sorted; not more than were asked for
 * @param complete whether all of this could be found out in the time there was
 */
public record CodeState(
        String commit,
        String branch,
        String patch,
        String patchSha256,
        List<UntrackedFile> untracked,
        boolean complete) {
    public CodeState {
        untracked = List.copyOf(untracked);
    }

    /** Whether something was changed since the commit. */
    public boolean isDirty() {
        return !patchSha256.isEmpty();
    }

    /** The parts of the patch by the file that each changes. */
    public Map<String, String> patchByFile() {
        Map<String, String> parts = new LinkedHashMap<>();
        String head = "diff --git ";
        for (String part : patch.split("(?m)^(?=diff --git )")) {
            if (part.startsWith(head)) {
                String line = part.lines().findFirst().orElse(head);
                int end = line.lastIndexOf(" b/");
                parts.merge(end < 0 ? line : line.substring(end + 3), part, String::concat);
            }
        }
        return parts;
    }

    /** What there is to say of it in short, for a table of properties. */
    public Map<String, Object> summary() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("commit", commit);
        all.put("branch", branch);
        all.put("changed", isDirty() ? String.join(", ", patchByFile().keySet()) : "nothing");
        all.put("untracked", untracked.size());
        if (!complete) {
            all.put("complete", false);
        }
        return all;
    }
}
