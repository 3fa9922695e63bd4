// SPDX-License-Identifier: Apache-2.0
/**
 * Seeded runs of the shipped workflows and OpenStack activities against the simulated cloud, behind a proxy that makes trouble,
 * and what must hold in each of them.
 */
@NullMarked
package org.rekindle.lab.drill;

import org.jspecify.annotations.NullMarked;
