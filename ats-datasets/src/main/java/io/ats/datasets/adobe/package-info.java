/**
 * What a photograph shows, of six kinds: the published MIT-Adobe FiveK, or drawn scenes. Read
 * {@link io.ats.datasets.adobe.MitAdobe5kOptions} first; then, for the published files, {@code
 * SubjectTable} and {@code PublishedPhotographs}, for the drawn ones {@code Subject}, {@code
 * Figure} and {@code GeneratedPhotographs}.
 */
package io.ats.datasets.adobe;
