/** Which classes of a shard take part in a step: Partial FC and its variants by epoch and by stage. */
package org.idem.train.sampling;
