/**
 * Files and folders that options or annotations name. Read {@link io.ats.datasets.input.InputFile}
 * first.
 */
package io.ats.datasets.input;
