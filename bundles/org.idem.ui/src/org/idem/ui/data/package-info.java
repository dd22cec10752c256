/**
 * Data sets as their editor has them open, whatever their size, what a page of that editor is, and the job that checks a
 * set.
 */
package org.idem.ui.data;
