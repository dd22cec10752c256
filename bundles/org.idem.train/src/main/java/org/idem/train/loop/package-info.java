/** The training itself: ranks that take steps together, epoch by epoch, and the trainer that starts and ends them. */
package org.idem.train.loop;
