package org.idem.data.check;

import java.util.List;
import org.idem.data.DataProblem;
import org.idem.data.inspect.Finding;

/**
 * What a check found.
 *
 * @param images looked at
 * @param identities in the set
 * @param problems damage, in the order of the set
 * @param findings damage and what is unusual: for each kind in the order of the set, what is about no image last; those that
 *     were not looked for are missing
 * @param notes what is unusual about the set and need not be wrong, in sentences
 */
public record CheckReport(
        int images, int identities, List<DataProblem> problems, List<Finding> findings, List<String> notes) {
    public CheckReport {
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }
}
