/**
 * Data sets: the editor with its grid of faces, opened in the background whatever the set's size, and the job that checks
 * a set.
 */
package org.idem.ui.data;
