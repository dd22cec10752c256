/**
 * What an experiment is: PLSC's YAML read safely with the line of every key, checked against one schema that also
 * feeds help and messages, and handed on as typed records.
 */
package org.idem.config;
