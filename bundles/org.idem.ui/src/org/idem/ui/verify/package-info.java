/**
 * What verification says about a model: the editor of one evaluation and the view that lists them all.
 */
package org.idem.ui.verify;
