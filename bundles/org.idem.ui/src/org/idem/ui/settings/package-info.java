/**
 * What the user has chosen once for all folders.
 */
package org.idem.ui.settings;
