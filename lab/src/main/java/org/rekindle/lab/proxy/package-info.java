// SPDX-License-Identifier: Apache-2.0
/** A proxy between Rekindle and a cloud that does to requests what networks do to them, as a seed decides. */
@NullMarked
package org.rekindle.lab.proxy;

import org.jspecify.annotations.NullMarked;
