/**
 * Class centers and their optimizer state: one shard a rank, in several number formats, of which a step touches the
 * sampled rows only.
 */
package org.idem.train.centers;
