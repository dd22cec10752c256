/**
 * The config language in the platform's generic editor: highlighting, help, proposals and problems, all from the one
 * schema of org.idem.config.
 */
package org.idem.ui.config;
