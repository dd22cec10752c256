/**
 * The small vocabulary that every other bundle speaks: progress and cancel, problems in what the user gave, files
 * written whole or not at all, and quantities as people read them. It depends on the JDK alone.
 */
package org.idem.core;
