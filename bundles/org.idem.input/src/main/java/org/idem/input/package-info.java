/**
 * Batches of decoded images, made ahead of the step that needs them. What a batch holds follows from seed, epoch and
 * order alone, however many threads work on it.
 */
package org.idem.input;
