/** What the tests of all modules share. */
package io.ats.core.testing;
