/**
 * A folder of images to begin with, as a user would have one: read {@link
 * io.ats.datasets.example.ExampleFolder}.
 */
package io.ats.datasets.example;
