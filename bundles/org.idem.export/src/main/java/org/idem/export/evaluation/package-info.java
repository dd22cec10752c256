/** The engine process that judges models of every kind: it verifies, embeds and compares images. */
package org.idem.export.evaluation;
