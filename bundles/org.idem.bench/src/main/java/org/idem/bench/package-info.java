/**
 * Benchmarks: each prints figures as JSON lines, and ratios of what was measured in turn in the same run. What the figures
 * of one machine were is in docs/bench.md.
 */
package org.idem.bench;
