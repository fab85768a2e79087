/** Standard gravity, m/s² (BIPM, SI Brochure, 3rd CGPM 1901): what sensors mean by 1 g. */
export const MPS2_PER_G = 9.80665;
