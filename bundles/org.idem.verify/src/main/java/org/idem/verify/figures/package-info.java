/** What is told of evaluations: tables with intervals over persons, two models on the same pairs, groups of people. */
package org.idem.verify.figures;
