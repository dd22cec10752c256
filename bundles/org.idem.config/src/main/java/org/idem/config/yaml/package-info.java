/** YAML as a tree in which every key and value knows its line and column; read without constructing anything. */
package org.idem.config.yaml;
