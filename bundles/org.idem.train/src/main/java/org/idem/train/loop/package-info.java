/**
 * The training itself: workers that take steps together, and the trainer that starts, saves, verifies, reports and ends
 * them.
 */
package org.idem.train.loop;
