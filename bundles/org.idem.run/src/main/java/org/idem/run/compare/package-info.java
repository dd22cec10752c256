/** Several runs side by side: axes that are fair to all of them, names that say what differs, and values at equal places. */
package org.idem.run.compare;
