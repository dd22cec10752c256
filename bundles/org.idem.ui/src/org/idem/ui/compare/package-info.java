/**
 * The editor of several runs: their metrics in common charts, what differs between them, and values where they are equally
 * far.
 */
package org.idem.ui.compare;
