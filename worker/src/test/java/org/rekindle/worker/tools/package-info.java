// SPDX-License-Identifier: Apache-2.0
/** Tests of the tool finder and the doctor, with shell scripts for tools and a local server for the outside. */
@NullMarked
package org.rekindle.worker.tools;

import org.jspecify.annotations.NullMarked;
