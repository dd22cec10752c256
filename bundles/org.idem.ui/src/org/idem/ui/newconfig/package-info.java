/**
 * The wizard that makes a config for a data set. What it proposes and writes is that of {@code ./idem config new}.
 */
package org.idem.ui.newconfig;
