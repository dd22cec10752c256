/** What this machine can compute with, as the workbench shows it: looked at again and again in the background. */
package org.idem.ui.devices;
