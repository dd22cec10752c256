/**
 * A run as it was at an earlier moment, from what it wrote down: when things were logged, which metrics counted then, and
 * what the trainer had printed. Everything it tells of a moment was there in that moment.
 */
package org.idem.run.replay;
