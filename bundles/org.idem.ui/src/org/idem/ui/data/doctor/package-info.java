/** The view Doctor: what was found about a set, with its faces side by side, to be decided by keys. */
package org.idem.ui.data.doctor;
