/**
 * The folder's files as a tree, with the platform's own content and commands for resources.
 */
package org.idem.ui.explorer;
