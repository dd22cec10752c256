/**
 * The keys of the margin heads as records, one record for each section that {@code Loss.Train} may name, without a word
 * about how a head is computed.
 */
package org.idem.config.loss;
