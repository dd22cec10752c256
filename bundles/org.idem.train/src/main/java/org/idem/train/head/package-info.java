/**
 * The classification layer of training: margins on cosines, class centers split over workers by identity, a sample of
 * them per step, and a softmax over all workers, with gradients in closed form.
 */
package org.idem.train.head;
