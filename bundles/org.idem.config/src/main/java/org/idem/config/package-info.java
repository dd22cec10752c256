/** What an experiment is: the sections of a config as typed records, checked and complete. */
package org.idem.config;
