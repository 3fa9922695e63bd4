// SPDX-License-Identifier: Apache-2.0
/** Values files that the real sops encrypts. */
@NullMarked
package org.rekindle.lab.sops;

import org.jspecify.annotations.NullMarked;
