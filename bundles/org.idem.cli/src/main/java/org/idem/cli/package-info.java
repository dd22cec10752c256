/**
 * The command line: one class per command, thin over the headless bundles. It starts quickly because it loads no more
 * than a command needs, and trains and exports in processes of their own.
 */
package org.idem.cli;
