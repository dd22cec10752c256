/** What begins, ends and resumes trainings, and what is done with the configs that they take. */
package org.idem.ui.commands.training;
