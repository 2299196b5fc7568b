/**
 * An example of a plugin: the selector {@link org.example.centre.Centre}, and an encoder, a dataset
 * and a suite to try it with. Read first: {@link org.example.centre.CentreModule}.
 */
package org.example.centre;
