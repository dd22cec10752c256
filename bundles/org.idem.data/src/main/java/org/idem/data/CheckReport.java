package org.idem.data;

import java.util.List;

/**
 * What a check found.
 *
 * @param images looked at
 * @param identities in the set
 * @param problems in the order of the set
 */
public record CheckReport(int images, int identities, List<DataProblem> problems) {}
