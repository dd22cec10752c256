/**
 * Mathematics of face verification on plain arrays: ROC, TAR at FAR with intervals, k-fold accuracy, histograms and
 * the worst pairs. Exact: no sampling, no grid but where a published protocol has one.
 */
package org.idem.metrics;
