package org.idem.data.check;

import java.util.List;
import org.idem.data.DataProblem;

/**
 * What a check found.
 *
 * @param images looked at
 * @param identities in the set
 * @param problems in the order of the set
 * @param notes what is unusual about the set and need not be wrong, in sentences
 */
public record CheckReport(int images, int identities, List<DataProblem> problems, List<String> notes) {
    public CheckReport {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }
}
